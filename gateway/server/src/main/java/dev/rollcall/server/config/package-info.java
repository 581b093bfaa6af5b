/**
 * Settings: each declared once in {@link dev.rollcall.server.config.Settings}, read from a file and the environment, checked all
 * at once. Imports no other room.
 */
@NullMarked
package dev.rollcall.server.config;

import org.jspecify.annotations.NullMarked;
