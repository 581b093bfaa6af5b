/**
 * The organisation that a demo starts with.
 */
@NullMarked
package dev.rollcall.core.admin.demo;

import org.jspecify.annotations.NullMarked;
