/**
 * Conditions on attributes of a user, which give roles in place of groups (R5): one of some values, or an expression that is true. They look at the
 * stored resource alone. Imports {@code scim} and {@code expression}. Start reading at
 * {@link dev.rollcall.core.model.condition.Condition}.
 */
@NullMarked
package dev.rollcall.core.model.condition;

import org.jspecify.annotations.NullMarked;
