/**
 * The commands of {@code ./rollcall}, one class each. They print for people: never a stack trace, and with every refusal what to do
 * next. Rooms: {@code demo}, {@code directory}, {@code event}, {@code kit}, {@code local}, {@code member}, {@code organisation},
 * {@code play}, {@code print}. Start reading at {@link dev.rollcall.server.cli.RollcallCommand}.
 */
@NullMarked
package dev.rollcall.server.cli;

import org.jspecify.annotations.NullMarked;
