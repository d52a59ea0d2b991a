import fc from "fast-check";
import type { Arbitrary } from "fast-check";
import type * as z from "zod/mini";
import { wireArguments, wireText } from "../src/wire-text.ts";

type Schema = z.core.$ZodType;
type Def = z.core.$ZodTypes["_zod"]["def"];

/** Values a schema takes, made from the schema itself: what the type of its input would be. */
export function arbitraryOf(schema: Schema): Arbitrary<unknown> {
  const def = schema._zod.def as Def; // the union of zod's own definitions
  switch (def.type) {
    case "object":
      return objectOf(def.shape);
    case "array":
      return fc.array(arbitraryOf(def.element), { minLength: minLength(def), maxLength: 4 });
    case "union":
      return fc.oneof(...def.options.map(arbitraryOf));
    case "record":
      return fc.dictionary(fc.string(), arbitraryOf(def.valueType), { maxKeys: 3 });
    case "optional":
      return fc.option(arbitraryOf(def.innerType), { nil: undefined });
    case "nullable":
      return fc.option(arbitraryOf(def.innerType), { nil: null });
    case "pipe":
      return fc.oneof(arbitraryOf(isTransform(def.in) ? def.out : def.in), ...otherForms(schema));
    case "literal":
      return fc.constantFrom(...def.values);
    case "enum":
      return fc.constantFrom(...Object.values(def.entries));
    case "number":
      return isInteger(def) ? fc.integer({ min: -3, max: 2 ** 31 }) : finite();
    case "string":
      return fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom("", "call_1", "call_2", "auto", "json"));
    case "boolean":
      return fc.boolean();
    case "bigint":
      return fc.bigInt({ min: -4n, max: 2n ** 65n });
    case "null":
      return fc.constant(null);
    case "unknown":
      return fc.jsonValue({ maxDepth: 2 });
    default:
      throw new TypeError(`arbitraryOf knows no ${def.type}: add it.`);
  }
}

function isTransform(schema: Schema): boolean {
  return schema._zod.def.type === "transform";
}

/** What is made into the usual form before the check. */
function otherForms(schema: Schema): Arbitrary<unknown>[] {
  if (schema === wireText) {
    const text = fc.option(fc.string(), { nil: null });
    return [fc.array(fc.record({ text, more: fc.jsonValue() }, { requiredKeys: [] }), { maxLength: 3 })];
  }
  return schema === wireArguments ? [fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 3 })] : [];
}

/** Optional keys are sometimes there, sometimes not, and sometimes an unknown one comes along. */
function objectOf(shape: { readonly [key: string]: Schema }): Arbitrary<unknown> {
  const required = Object.keys(shape).filter((key) => shape[key]?._zod.optin !== "optional");
  const known = fc.record(Object.fromEntries(Object.entries(shape).map(([key, field]) => [key, arbitraryOf(field)])), {
    requiredKeys: required,
  });
  return fc.oneof(
    { weight: 4, arbitrary: known },
    known.map((value) => ({ ...value, newer_than_us: [1, { a: null }] })),
  );
}

function finite(): Arbitrary<number> {
  return fc.double({ noNaN: true, noDefaultInfinity: true, min: -5, max: 2 ** 60 });
}

function isInteger(def: z.core.$ZodNumberDef): boolean {
  return "format" in def && def.format === "safeint";
}

function minLength({ checks = [] }: { checks?: z.core.$ZodCheck<never>[] }): number {
  return checks.length > 0 ? 1 : 0;
}
