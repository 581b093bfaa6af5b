/**
 * Handles the notifications that a provider sends by itself, as hints to read a user or a group again at once. Start reading at {@code Hints}.
 */
@NullMarked
package dev.rollcall.pull.hint;

import org.jspecify.annotations.NullMarked;
