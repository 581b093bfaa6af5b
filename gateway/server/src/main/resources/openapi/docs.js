// Renders openapi.json. Everything shown comes from it; nothing is fetched from elsewhere.

const api = await (await fetch('openapi.json')).json();

function el(name, className, ...children) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function resolve(value) {
  if (!value?.$ref) return value;
  const found = value.$ref.slice(2).split('/').reduce((at, part) => at[part], api);
  return { ...resolve(found), ...value, $ref: undefined };
}

// Behind "null or", what a value is that may be null.
function whole(schema) {
  const found = resolve(schema);
  const meant = found.oneOf?.filter((one) => one.type !== 'null');
  return meant?.length === 1 ? { ...resolve(meant[0]), ...found, oneOf: undefined, orNull: true } : found;
}

function typeOf(value) {
  const schema = whole(value);
  const orNull = schema.orNull ? ' or null' : '';
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.join(' | ') + orNull;
  const type = [schema.type ?? (schema.allOf ? 'object' : 'any')].flat().join(' or ') + orNull;
  if (schema.items) return `${type} of ${typeOf(schema.items)}`;
  const bounds = [schema.minimum, schema.maximum].some((bound) => bound !== undefined)
    ? ` ${schema.minimum ?? ''}..${schema.maximum ?? ''}` : '';
  return `${type}${schema.format ? ` (${schema.format})` : ''}${bounds}`
    + (schema.default === undefined ? '' : `, default ${JSON.stringify(schema.default)}`);
}

// What an object consists of, and which of it is there in any case. A schema that contains itself is shown once.
function fields(value, inAnyCase, within = []) {
  const schema = whole(value);
  if (schema.items) return fields(schema.items, inAnyCase, within);
  const list = el('dl');
  const parts = [schema, ...(schema.allOf ?? []).map(whole)];
  for (const part of parts) {
    if (within.includes(part.properties)) continue;
    for (const [name, field] of Object.entries(part.properties ?? {})) {
      const required = part.required?.includes(name);
      list.append(
        el('dt', '', name, el('span', 'type', typeOf(field)), required ? el('span', 'required', inAnyCase) : null),
        el('dd', '', whole(field).description ?? '', fields(field, inAnyCase, [...within, part.properties])));
    }
  }
  return list.children.length ? list : null;
}

// The example of a body, or of what it consists of: an item of a list, the whole of a part.
function exampleOf(media) {
  const schema = whole(media.schema ?? {});
  const items = schema.properties?.items?.items;
  return media.example ?? schema.example ?? (items ? exampleOf({ schema: items }) : undefined);
}

function example(media) {
  const shown = exampleOf(media);
  return shown === undefined ? null : el('pre', '', JSON.stringify(shown, null, 2));
}

function parameter(value) {
  const one = resolve(value);
  return [
    el('dt', '', one.name, el('span', 'type', `${one.in}: ${typeOf(one.schema)}`),
      one.required ? el('span', 'required', 'required') : null),
    el('dd', '', one.description ?? '')];
}

function bodies(content = {}, inAnyCase = 'always') {
  return Object.entries(content).flatMap(([type, media]) =>
    [el('p', '', el('code', '', type)), media.schema ? fields(media.schema, inAnyCase) : null, example(media)]);
}

function operation(path, method, details) {
  const box = el('details', 'operation',
    el('summary', '', el('span', 'method', method.toUpperCase()), el('code', '', path),
      el('span', 'title', details.summary ?? '')),
    el('p', '', details.description ?? ''));
  box.id = details.operationId;
  if (details.parameters) {
    box.append(el('h3', '', 'Parameters'), el('dl', '', ...details.parameters.flatMap(parameter)));
  }
  if (details.requestBody) {
    box.append(el('h3', '', 'Body'), ...bodies(resolve(details.requestBody).content, 'required').filter(Boolean));
  }
  for (const [status, value] of Object.entries(details.responses)) {
    if (status === 'default') continue;
    const response = resolve(value);
    box.append(el('h3', '', `${status}: ${response.description}`), ...bodies(response.content).filter(Boolean));
  }
  box.append(otherwise());
  return box;
}

// Every operation may answer with a problem; what one is stands once, at the end.
function otherwise() {
  const link = el('a', '', 'a problem');
  link.href = '#problem';
  return el('p', 'otherwise', 'Otherwise ', link, '.');
}

const main = document.getElementById('operations');
main.replaceChildren(el('p', '', api.info.summary), el('p', '', api.info.description));
for (const tag of api.tags) {
  main.append(el('h2', '', tag.name), el('p', '', tag.description ?? ''));
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, details] of Object.entries(methods)) {
      if (details.tags?.includes(tag.name)) main.append(operation(api.servers[0].url + path, method, details));
    }
  }
}
const problem = resolve(api.components.responses.Problem);
const heading = el('h2', '', 'A problem');
heading.id = 'problem';
main.append(heading, el('p', '', problem.description), ...bodies(problem.content).filter(Boolean));
const wanted = document.getElementById(location.hash.slice(1));
wanted?.setAttribute('open', '');
wanted?.scrollIntoView();
