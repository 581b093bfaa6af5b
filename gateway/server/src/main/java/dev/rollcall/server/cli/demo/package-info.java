/**
 * The history that is played in the demo organisation before it is opened for the first time, so that its pages have something to
 * show: three months of people who came and left, and the requests of today. Start reading at
 * {@link dev.rollcall.server.cli.demo.DemoStory}.
 */
@NullMarked
package dev.rollcall.server.cli.demo;

import org.jspecify.annotations.NullMarked;
