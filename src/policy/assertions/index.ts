export type {
  Assertion,
  ConnectivityTest,
  End,
  EndForm,
  OutsideEnd,
  PodsEnd,
  PortWish,
  ReferenceEnd,
  Via,
} from './assertion.ts';
export { type DecodedTest, decodeConnectivityTest, isConnectivityTest } from './decode.ts';
export type {
  AssertionText,
  ConnectivityTestDocument,
  EndText,
  LabelSelectorText,
  SelectorsText,
} from './document.ts';
export { judgeTest } from './judge.ts';
export type { Reach } from './reach.ts';
export type { AssertionResult, Breach, Outcome, TestResult } from './result.ts';
