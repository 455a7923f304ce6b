import type { CatalogType } from "../catalog/index.ts";
import type { DatabaseSettings } from "../config/index.ts";
import { sql } from "../sql/index.ts";
import { readComment } from "./comments.ts";
import { columnField, enumName, enumValue } from "./inflection.ts";
import type { Names, Owner } from "./names.ts";
import type { Overrides } from "./overrides.ts";
import { rangeName, rangeType } from "./ranges.ts";
import { attributeRemedies, typeRemedies } from "./remedies.ts";
import { isReserved } from "./reserved.ts";
import { namedIn } from "./used-types.ts";
import type { EnumType, ObjectType } from "./value-type.ts";
import { type NamedTypes, scalarValue, valueType } from "./values.ts";

/**
 * Reads a database's enums, composites and ranges, each once, when a column first needs them.
 *
 * @param locked the schemas that the role may not use.
 */
export function createNamedTypes(
  settings: DatabaseSettings,
  names: Names,
  overrides: Overrides,
  locked: readonly string[],
): NamedTypes {
  const ownerOf = (type: Named): Owner => ({
    place: `${settings.name}.${type.schema}.${type.name}`,
    database: settings.name,
    remedies: typeRemedies(overrides.type(type).path, type),
  });
  const nameOf = (type: Named) =>
    enumName({ prefix: settings.prefix, schema: type.schema, name: type.name, given: overrides.type(type).given });

  const readEnum = (type: CatalogType & { kind: "enum" }): EnumType | undefined => {
    const values = type.labels.flatMap((label) => {
      const name = enumValue(label);
      return name === undefined ? [] : [{ name, label }];
    });
    const distinct = new Set(values.map((value) => value.name)).size;
    // An enum that GraphQL cannot spell is served as text: better than one with labels missing.
    if (values.length === 0 || distinct !== type.labels.length) return undefined;
    const name = nameOf(type);
    const wanted = [name, `${name}Filter`, `${name}ListFilter`];
    if (!names.claim("type", wanted, ownerOf(type))) return undefined;
    return { name, description: readComment(type.comment).description, values };
  };

  const readComposite = (type: CatalogType & { kind: "composite" }): ObjectType | undefined => {
    // A table's own type has the table's name already.
    const name = `${nameOf(type)}${type.ofTable && overrides.type(type).given === undefined ? "Row" : ""}`;
    const owner = ownerOf(type);
    if (type.attributes.length === 0 || !names.claim("type", [name, `${name}Input`], owner)) return undefined;
    return {
      name,
      database: settings.name,
      description: readComment(type.comment).description,
      attributes: type.attributes.flatMap((attribute) => {
        const comment = readComment(attribute.comment);
        const field = comment.name ?? columnField(attribute.name);
        const place = `${owner.place}.${attribute.name}`;
        const remedies = attributeRemedies(type, attribute.name);
        if (!names.claim(name, field, { place, database: settings.name, remedies })) return [];
        return [
          {
            name: attribute.name,
            field,
            type: valueType(attribute.type, types),
            notNull: false,
            description: comment.description,
            read: (object) => sql`(${object}).${sql.identifier(attribute.name)}`,
          },
        ];
      }),
    };
  };

  const readRange = (type: CatalogType & { kind: "range" }): ObjectType | undefined => {
    const subtype = valueType(type.subtype, types);
    const name = rangeName(subtype);
    const owner: Owner = {
      place: `${settings.name}.${type.schema}.${type.name}`,
      database: settings.name,
      // A range is called after what it is over.
      remedies: namedIn(type.subtype)
        .slice(0, 1)
        .flatMap((under) => typeRemedies(overrides.type(under).path, under)),
      shared: name,
    };
    // Ranges over the gateway's own scalars have names of its own.
    const wanted = [name, `${name}Input`, `${name}Filter`, `${name.replace(/Range$/, "Multirange")}Filter`];
    if (!isReserved(name) && !names.claim("type", wanted, owner)) return undefined;
    return rangeType(subtype, scalarValue("pg_catalog", "bool"));
  };

  const types: NamedTypes = {
    readEnum: once(readEnum),
    readComposite: once(readComposite),
    readRange: once(readRange),
    isLocked: (schema) => locked.includes(schema),
  };
  return types;
}

interface Named {
  readonly schema: string;
  readonly name: string;
  readonly comment: string | undefined;
}

/** Reads each type once; also one that could not be read. */
function once<Type extends { schema: string; name: string }, Result>(read: (type: Type) => Result) {
  const known = new Map<string, { readonly result: Result }>();
  return (type: Type): Result => {
    const key = `${type.schema}.${type.name}`;
    const found = known.get(key) ?? { result: read(type) };
    known.set(key, found);
    return found.result;
  };
}
