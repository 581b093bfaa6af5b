/**
 * Attribute characteristics, schemas and resource types (RFC 7643 sections 2, 6, 7), read from data: what {@code /Schemas} says
 * is what the code enforces. Imports {@code scim.error} and {@code scim.filter}. Start reading at
 * {@link dev.rollcall.scim.schema.ResourceType}.
 */
@NullMarked
package dev.rollcall.scim.schema;

import org.jspecify.annotations.NullMarked;
