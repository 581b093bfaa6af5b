/**
 * What commands print for people: tables, words, impacts. Start reading at {@code Table}.
 */
@NullMarked
package dev.rollcall.server.cli.print;

import org.jspecify.annotations.NullMarked;
