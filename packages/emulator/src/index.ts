export type { BucketOptions, Emulator, ExpiryOptions, ObjectBytes, PutObjectOptions } from "./emulator.ts";
export { EmulatorError, type EmulatorIssue } from "./validation.ts";
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
export type {
  EmulatedInput,
  EmulatedModel,
  EmulatedPrice,
  InputConditions,
  InputValue,
  NewModel,
} from "./replicate/models/model.ts";
export type {
  Pace,
  PredictionOutcome,
  PredictionRequest,
  PredictionRule,
} from "./replicate/predictions/prediction-script.ts";
export type { Prediction, PredictionStatus, WebhookEvent } from "./replicate/predictions/prediction.ts";
export type { WebhookDelivery } from "./replicate/predictions/webhooks.ts";
export type {
  ReplicateRoute,
  RequestHeaders,
  RequestRecord,
  RouteName,
  Service,
  StorageRoute,
} from "./request-record.ts";
export { startEmulator } from "./start-emulator.ts";
