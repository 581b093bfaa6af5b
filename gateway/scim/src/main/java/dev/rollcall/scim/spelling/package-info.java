/**
 * The many spellings of one write and the plain one that a tolerant directory reads them as: names in any letter case, with
 * their schema's URN before them, around them or as the path, dotted, as whole paths; values in a list of one, in an object
 * with a {@code value}, bare, as JSON in a text. Quirks, membership and deactivation see nothing but the plain spelling.
 * Nothing here looks at a stored resource. Imports {@code scim}, {@code scim.error}, {@code scim.filter}, {@code scim.patch},
 * {@code scim.resource} and {@code scim.schema}. Start reading at {@link dev.rollcall.scim.spelling.PlainSpelling}.
 */
@NullMarked
package dev.rollcall.scim.spelling;

import org.jspecify.annotations.NullMarked;
