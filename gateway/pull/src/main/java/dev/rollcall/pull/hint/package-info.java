/**
 * What a provider tells by itself, as a hint to read a user or a group again at once. Start reading at {@code Hints}.
 */
@NullMarked
package dev.rollcall.pull.hint;

import org.jspecify.annotations.NullMarked;
