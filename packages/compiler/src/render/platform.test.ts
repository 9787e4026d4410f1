import { kubernetes, openshift } from "@grampus/dsl";
import { DEFAULT_PLATFORM, podSecurity } from "@grampus/resources";
import { expect, test } from "vitest";

test.each([kubernetes(), openshift()])(
  "$kind: the platform writes down what the operator takes when a Cluster says nothing",
  ({ kind, settings }) => {
    expect(settings.securityContext).toEqual(podSecurity(undefined, { ...DEFAULT_PLATFORM, kind }));
  },
);
