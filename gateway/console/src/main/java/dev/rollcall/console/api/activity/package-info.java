/** Requests, readings and deliveries as the admin API shows them. */
@NullMarked
package dev.rollcall.console.api.activity;

import org.jspecify.annotations.NullMarked;
