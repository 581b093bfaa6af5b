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

function typeOf(schema) {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.join(' | ');
  const type = [schema.type].flat().filter(Boolean).join(' or ');
  if (schema.items) return `${type} of ${typeOf(resolve(schema.items))}`;
  const bounds = [schema.minimum, schema.maximum].some((bound) => bound !== undefined)
    ? ` ${schema.minimum ?? ''}..${schema.maximum ?? ''}` : '';
  return `${type || 'any'}${schema.format ? ` (${schema.format})` : ''}${bounds}`
    + (schema.default === undefined ? '' : `, default ${JSON.stringify(schema.default)}`);
}

function fields(schema) {
  const whole = resolve(schema);
  if (whole.items) return fields(whole.items);
  const list = el('dl');
  const parts = [whole, ...(whole.allOf ?? []).map(resolve)];
  for (const part of parts) {
    for (const [name, value] of Object.entries(part.properties ?? {})) {
      const field = resolve(value);
      const required = part.required?.includes(name);
      list.append(
        el('dt', '', name, el('span', 'type', typeOf(field)), required ? el('span', 'required', 'always') : null),
        el('dd', '', field.description ?? '', fields(field)));
    }
  }
  return list.children.length ? list : null;
}

function parameter(value) {
  const one = resolve(value);
  return [
    el('dt', '', one.name, el('span', 'type', `${one.in}: ${typeOf(resolve(one.schema))}`),
      one.required ? el('span', 'required', 'required') : null),
    el('dd', '', one.description ?? '')];
}

function bodies(content = {}) {
  return Object.entries(content).flatMap(([type, media]) =>
    [el('p', '', el('code', '', type)), media.schema ? fields(media.schema) : null]);
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
    box.append(el('h3', '', 'Body'), ...bodies(resolve(details.requestBody).content).filter(Boolean));
  }
  for (const [status, value] of Object.entries(details.responses)) {
    const response = resolve(value);
    box.append(el('h3', '', `${status === 'default' ? 'Otherwise' : status}: ${response.description}`),
      ...bodies(response.content).filter(Boolean));
  }
  return box;
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
document.getElementById(location.hash.slice(1))?.setAttribute('open', '');
