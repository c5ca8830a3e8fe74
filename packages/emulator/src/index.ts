export type { BucketOptions, Emulator, ExpiryOptions, NewModel, ObjectBytes, PutObjectOptions } from "./emulator.ts";
export { EmulatorError } from "./validation.ts";
export type { EmulatorOptions } from "./options.ts";
export type { FaultChooser } from "./faults/fault-plan.ts";
export type {
  CutFault,
  DelayFault,
  DripFault,
  EmptyFault,
  EmptyJsonFault,
  Fault,
  FaultHandle,
  FaultKind,
  FaultRule,
  FaultTarget,
  HangFault,
  HangInBodyFault,
  HtmlFault,
  RedirectFault,
  ResetFault,
  StatusFault,
  WrongLengthFault,
  WrongTokenFault,
} from "./faults/fault.ts";
export type { UploadedFile } from "./replicate/files.ts";
export type { Prediction } from "./replicate/predictions.ts";
export type { RequestRecord } from "./request-log.ts";
export type { ReplicateRoute, RouteName, Service, StorageRoute } from "./request-record.ts";
export { startEmulator } from "./start-emulator.ts";
