/**
 * Any other SCIM 2.0 client, and those that are known by name, which are described as data, in {@code presets} of the resources.
 * May import {@code dev.rollcall.spi} and {@code dev.rollcall.scim}. Start reading at
 * {@link dev.rollcall.adapters.custom.CustomAdapter}.
 */
@NullMarked
package dev.rollcall.adapters.custom;

import org.jspecify.annotations.NullMarked;
