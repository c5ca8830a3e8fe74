export type { BucketOptions, Emulator, ExpiryOptions, NewModel, ObjectBytes, PutObjectOptions } from "./emulator.ts";
export { EmulatorError } from "./validation.ts";
export type { EmulatorOptions } from "./options.ts";
export type { FaultChooser } from "./faults/fault-plan.ts";
export type { FaultHandle, FaultRule, FaultTarget } from "./faults/fault-rule.ts";
export type {
  CutFault,
  DelayFault,
  DripFault,
  EmptyFault,
  EmptyJsonFault,
  Fault,
  FaultKind,
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
export type { ReplicateRoute, RequestRecord, RouteName, Service, StorageRoute } from "./request-record.ts";
export { startEmulator } from "./start-emulator.ts";
