import type { FunctionDefinition, JsonSchema } from "@qwire/protocol";
import { layOut } from "./material.ts";
import type { Material } from "./material.ts";
import type { NamedThing } from "./names.ts";
import { kindOf, readParameters, readProperties, resolve } from "./schema.ts";
import { isPath } from "./path-pattern.ts";
import type { Property } from "./schema.ts";
import { toldFormat } from "./told-format.ts";
import type { Word } from "./word.ts";

/** What came of filling. */
export type Filled =
  | { type: "inputs"; inputs: Array<{ [name: string]: unknown }> }
  /** A required text was not said. */
  | { type: "missing"; property: Property };

/** Where texts come from: the names found once everything else was taken out of the clause. */
type NameSource = (taken: Material["taken"]) => readonly NamedThing[];

/** What arguments are made of. */
export type Supply = {
  words: readonly Word[];
  names: NameSource;
  /** For texts nobody said, where the call must be made all the same. */
  otherwise?: string;
  /** Whether all that is required must be said, defaults or not. */
  isStrict?: boolean;
};

/**
 * Makes arguments for one tool: values of an enum, numbers, dates and addresses as the words have them, names for the
 * texts. Several names for one text make several calls; other fields that were not said get their default. Optional
 * ones are left out unless mentioned.
 */
export function fillArguments(definition: FunctionDefinition, supply: Supply): Filled {
  const properties = readParameters(definition);
  const fill = (choose: NameSource): Filling =>
    fillProperties(properties, definition.parameters ?? {}, { ...supply, names: choose });
  const first = fill(supply.names);
  if (first.missing !== null) return { type: "missing", property: first.missing };
  if (first.texts !== 1 || first.unused.length === 0) return { type: "inputs", inputs: [first.input] };
  return { type: "inputs", inputs: first.all.map((named) => fill(() => [named]).input) };
}

type Filling = {
  input: { [name: string]: unknown };
  /** How many single texts were filled. */
  texts: number;
  all: readonly NamedThing[];
  unused: readonly NamedThing[];
  missing: Property | null;
};

type Work = {
  material: Material;
  root: JsonSchema;
  /** Names are looked for when the first text is wanted: what enums and numbers took is gone by then. */
  names(): NamedThing[];
  otherwise: string | undefined;
  isStrict: boolean;
  /** Words that name a field, so that behind a preposition they tell which one is meant. */
  prepositions: ReadonlySet<string>;
  texts: number;
  missing: Property | null;
  /** How many more fields are filled: a schema may hold itself. */
  left: number;
};

const maxFields = 300;

function fillProperties(
  properties: readonly Property[],
  root: JsonSchema,
  { words, names: choose, otherwise, isStrict = false }: Supply,
): Filling {
  const material = layOut(words);
  let all: readonly NamedThing[] | null = null;
  let left: NamedThing[] = [];
  const names = (): NamedThing[] => {
    if (all === null) {
      all = choose(material.taken);
      left = [...all];
    }
    return left;
  };
  const prepositions = new Set(properties.flatMap(({ name }) => partsOf(name)));
  const work: Work = {
    material,
    root,
    names,
    otherwise,
    isStrict,
    prepositions,
    texts: 0,
    missing: null,
    left: maxFields,
  };
  const input = fillObject(properties, work);
  return { input, texts: work.texts, all: all ?? [], unused: left, missing: work.missing };
}

/** Texts come last, for they take whatever is left; those that want a path choose before the others. */
function fillObject(properties: readonly Property[], work: Work): { [name: string]: unknown } {
  const values = new Map<string, unknown>();
  const isText = ({ schema }: Property): boolean => takesText(schema, work.root);
  const texts = properties.filter(isText);
  const turns: ReadonlyArray<[readonly Property[], typeof fillValue]> = [
    [properties.filter((one) => !isText(one)), fillValue],
    [texts, takePath],
    [texts, fillValue],
  ];
  for (const [some, fill] of turns) {
    for (const property of some.filter(({ name }) => !values.has(name))) {
      const value = fill(property, work);
      if (value !== undefined) values.set(property.name, value);
    }
  }
  return Object.fromEntries(properties.flatMap(({ name }) => (values.has(name) ? [[name, values.get(name)]] : [])));
}

/** Objects do where a field of theirs does. */
function takesText(schema: JsonSchema, root: JsonSchema, inside: readonly JsonSchema[] = []): boolean {
  const kind = kindOf(schema);
  if (kind !== "object") return kind === "text" || kind === "array";
  if (inside.includes(schema) || inside.length > 3) return false;
  return readProperties(schema, root).some((inner) => takesText(inner.schema, root, [...inside, schema]));
}

function fillValue(property: Property, work: Work): unknown {
  if (--work.left < 0) return undefined;
  const { schema, required, name } = property;
  const { material } = work;
  const fallback = (value: unknown): unknown => {
    if (required && work.isStrict) work.missing ??= property;
    return required ? (schema["default"] ?? value) : undefined;
  };
  switch (kindOf(schema)) {
    case "const":
      return schema["const"];
    case "enum": {
      const values = listOf(schema["enum"]);
      return material.takeMentioned(values)[0] ?? fallback(values[0]);
    }
    case "number":
      return material.takeNumber(name) ?? fallback(schema["minimum"] ?? 0);
    case "boolean":
      return material.mentions([name]) ? true : fallback(false);
    case "literal":
      return material.takeLiteral(String(schema["format"])) ?? (required ? takeText(property, work) : undefined);
    case "array":
      return fillArray(property, work);
    case "object": {
      const inner = fillObject(readProperties(schema, work.root), work);
      return required || Object.keys(inner).length > 0 ? inner : undefined;
    }
    case "text":
      return takeText(property, work);
  }
}

function fillArray({ schema, required, name }: Property, work: Work): unknown {
  const items = resolve(schema["items"], work.root);
  const found: unknown[] = [];
  const kind = kindOf(items);
  if (kind === "enum") found.push(...work.material.takeMentioned(listOf(items["enum"])));
  else if (kind === "number") {
    for (let next = work.material.takeNumber(name); next !== null; next = work.material.takeNumber(name))
      found.push(next);
  } else if (kind === "text" && required)
    found.push(
      ...work
        .names()
        .splice(0)
        .map((named) => named.name),
    );
  else if (kind === "object" && required) found.push(fillObject(readProperties(items, work.root), work));
  return found.length > 0 || required ? found : undefined;
}

/** A name whose preposition is the field's own comes first: "from Zorvania to Port Ellara". Another field's is left. */
function takeText(property: Property, work: Work): unknown {
  const { schema, name, required, wanted } = property;
  const literal = takeTold(property, work.material);
  if (literal !== null) return literal;
  const left = work.names();
  const own = left.findIndex((named) => isOwn(named, name));
  if (!wanted && own === -1) return undefined;
  const free = left.findIndex((named) => isFree(named, work));
  const at = own === -1 ? free : own;
  const [taken] = at === -1 ? [] : left.splice(at, 1);
  if (taken !== undefined) {
    work.texts++;
    return taken.name;
  }
  const last = required ? work.material.takeLiteral("any") : null;
  if (last !== null) return last;
  const fallback = (required ? schema["default"] : undefined) ?? work.otherwise;
  if (fallback !== undefined) return fallback;
  if (required) work.missing ??= property;
  return undefined;
}

function isOwn({ preposition }: NamedThing, field: string): boolean {
  return preposition !== null && partsOf(field).includes(preposition);
}

function isFree({ preposition }: NamedThing, { prepositions }: Pick<Work, "prepositions">): boolean {
  return preposition === null || !prepositions.has(preposition);
}

/** What has the form that the field tells, or an address right behind the field's name: "to bob@example.com". */
function takeTold(property: Property, material: Material): string | null {
  const told = toldFormat(property);
  const found = told === null ? null : material.takeLiteral(told);
  if (found !== null || told === "email" || told === "uri") return found;
  const { name } = property;
  return material.takeLiteral("email", partsOf(name)) ?? material.takeLiteral("uri", partsOf(name));
}

/** The path for a field that tells it wants one, wherever it stands among the names. */
function takePath(property: Property, work: Work): string | undefined {
  if (toldFormat(property) !== "path" || !work.material.holds("path")) return undefined;
  const left = work.names();
  const paths = left.filter(({ name }) => isPath(name));
  const chosen =
    paths.find((named) => isOwn(named, property.name)) ?? paths.find((named) => isFree(named, work)) ?? paths[0];
  if (chosen === undefined) return undefined;
  left.splice(left.indexOf(chosen), 1);
  work.texts++;
  return chosen.name;
}

/** "from" and "city" of `from_city`. */
function partsOf(name: string): string[] {
  return name.toLowerCase().split(/[_-]/);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
