/**
 * The pages about what happens: what an administrator should look at, what rules hold, which seats were taken and freed, who
 * changed what. Start at {@link OverviewPage}.
 */
@NullMarked
package dev.rollcall.console.activity;

import org.jspecify.annotations.NullMarked;
