/**
 * Resources as JSON: the canonical form of what a client sends, and the projection of what it gets back. Everything follows from
 * the schema; no attribute is known by name but schemas, id and meta. Imports {@code scim}, {@code scim.error}, {@code scim.filter}
 * and {@code scim.schema}. Start reading at {@link dev.rollcall.scim.resource.ResourceReader}, then
 * {@link dev.rollcall.scim.resource.ResourceWriter}.
 */
@NullMarked
package dev.rollcall.scim.resource;

import org.jspecify.annotations.NullMarked;
