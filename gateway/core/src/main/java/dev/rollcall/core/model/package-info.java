/**
 * Rows as values: what the tables hold, immutable. Imports {@code dev.rollcall.scim} and {@code dev.rollcall.core.attribute}
 * only. JSON documents in rows are never changed in place. Rooms: {@code condition}, {@code row}, {@code word}.
 */
@NullMarked
package dev.rollcall.core.model;

import org.jspecify.annotations.NullMarked;
