/**
 * Mails to people who were invited by hand (R14): what they say, and how they are sent although the mail server was away. Whom
 * a directory adds gets none. Imports {@code core}, {@code console.web}, {@code resilience} and {@code server.config}.
 * Start reading at
 * {@link dev.rollcall.server.mail.WelcomePost}.
 */
@NullMarked
package dev.rollcall.server.mail;

import org.jspecify.annotations.NullMarked;
