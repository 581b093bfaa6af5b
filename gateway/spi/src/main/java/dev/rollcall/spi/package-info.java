/**
 * What an adapter is: the provider's name, its quirks in order, and the capabilities it declares (simulator, set-up guide).
 * Holds no provider's quirk unless two providers need it, no HTTP and no SQL. May import {@code dev.rollcall.scim}. Rooms:
 * {@code capability}, {@code profile}, {@code pull}, {@code quirk}, {@code setup}, {@code simulate}. Start reading at
 * {@link dev.rollcall.spi.Adapter}, then {@link dev.rollcall.spi.Normalizer}.
 */
@NullMarked
package dev.rollcall.spi;

import org.jspecify.annotations.NullMarked;
