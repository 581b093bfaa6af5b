/** The pages for administrators, made from the answers of the admin API alone. Knows no other room. */
@NullMarked
package dev.rollcall.console;

import org.jspecify.annotations.NullMarked;
