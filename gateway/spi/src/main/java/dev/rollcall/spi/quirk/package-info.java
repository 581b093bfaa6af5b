/**
 * Quirks that more than one provider has, and what quirks are made of: rewriting of values and of filters attribute by attribute,
 * guided by the schema. May import {@code dev.rollcall.spi}, {@code dev.rollcall.scim} and Jackson. Start reading at
 * {@link dev.rollcall.spi.quirk.StringBooleans}, then {@link dev.rollcall.spi.quirk.Values}.
 */
@NullMarked
package dev.rollcall.spi.quirk;

import org.jspecify.annotations.NullMarked;
