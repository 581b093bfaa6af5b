/**
 * The Directory API of Google over HTTP: settings, access, calls, and what its answers mean. Start reading at {@code
 * GoogleApi}.
 */
@NullMarked
package dev.rollcall.adapters.google.source.api;

import org.jspecify.annotations.NullMarked;
