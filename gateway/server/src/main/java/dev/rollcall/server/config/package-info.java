/**
 * Settings: each declared once in {@link dev.rollcall.server.config.Settings}, read from a file and the environment, checked all
 * at once. Imports {@code dev.rollcall.core.attribute} only.
 */
@NullMarked
package dev.rollcall.server.config;

import org.jspecify.annotations.NullMarked;
