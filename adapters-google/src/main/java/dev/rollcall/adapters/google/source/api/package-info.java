/** The Directory API of Google over HTTP: settings, access, calls, and the meaning of its responses. Start reading at {@code GoogleApi}. */
@NullMarked
package dev.rollcall.adapters.google.source.api;

import org.jspecify.annotations.NullMarked;
