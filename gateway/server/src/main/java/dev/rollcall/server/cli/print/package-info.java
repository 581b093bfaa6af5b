/** Output that commands print for people: lists, tables, words, impacts. Start reading at {@code Listing}. */
@NullMarked
package dev.rollcall.server.cli.print;

import org.jspecify.annotations.NullMarked;
