/**
 * Sessions of the console, and the links that start them. Start reading at {@code Sessions}.
 */
@NullMarked
package dev.rollcall.server.auth.session;

import org.jspecify.annotations.NullMarked;
