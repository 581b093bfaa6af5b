/**
 * The pages for administrators, made from the answers of the admin API alone. Knows no other room. Rooms: {@code activity},
 * {@code api}, {@code delivery}, {@code identity}, {@code live}, {@code operator}, {@code people}, {@code requests}, {@code web}.
 */
@NullMarked
package dev.rollcall.console;

import org.jspecify.annotations.NullMarked;
