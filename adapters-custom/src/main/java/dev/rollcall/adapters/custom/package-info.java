/**
 * Any other SCIM 2.0 client. Knows no vendor; may import {@code dev.rollcall.spi} and {@code dev.rollcall.scim}. Start reading
 * at {@link dev.rollcall.adapters.custom.CustomAdapter}.
 */
@NullMarked
package dev.rollcall.adapters.custom;

import org.jspecify.annotations.NullMarked;
