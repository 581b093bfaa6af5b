/**
 * Attributes of the directories' users that the operator shares with the application: in the members of the API and in events. A
 * setting names them; their values depend on the stored resource alone, so that API and events never differ. Imports {@code scim}.
 * Start reading at {@link dev.rollcall.core.attribute.SharedAttributes}.
 */
@NullMarked
package dev.rollcall.core.attribute;

import org.jspecify.annotations.NullMarked;
