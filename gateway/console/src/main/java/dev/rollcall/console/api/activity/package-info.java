/**
 * What the admin API shows of requests, readings and deliveries.
 */
@NullMarked
package dev.rollcall.console.api.activity;

import org.jspecify.annotations.NullMarked;
