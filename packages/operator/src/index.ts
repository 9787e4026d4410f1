export { errorText, OperatorFault } from "./fault.ts";
export {
  connectMember,
  type MemberAddress,
  type MemberConnection,
  type MemberCredentials,
  type Row,
} from "./mysql/member-connection.ts";
