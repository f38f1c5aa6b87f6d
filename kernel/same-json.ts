/**
 * Whether two values are the same as JSON: the order of an object's members says nothing, and a
 * member that is undefined is absent.
 */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) || Array.isArray(other)) {
    return Array.isArray(one) && Array.isArray(other) && haveSameItems(one, other);
  }
  if (!isObject(one) || !isObject(other)) return one === other;
  const names = new Set([...membersOf(one), ...membersOf(other)]);
  return [...names].every((name) => isSameJson(one[name], other[name]));
}

function haveSameItems(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, index) => isSameJson(item, other[index]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function membersOf(value: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(value).filter((name) => Object.hasOwn(value, name));
}
