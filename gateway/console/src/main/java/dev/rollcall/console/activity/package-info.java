/**
 * The pages about what happens: what needs an administrator, what a rule holds, which seats were taken and freed, who changed what. Start
 * at {@link OverviewPage}.
 */
@NullMarked
package dev.rollcall.console.activity;

import org.jspecify.annotations.NullMarked;
