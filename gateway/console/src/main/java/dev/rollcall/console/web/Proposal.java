package dev.rollcall.console.web;

import dev.rollcall.console.api.Write;

/**
 * A change that an administrator is about to make: shown with its impact, confirmed once, then carried out.
 *
 * @param title what it is, such as {@code Pause the directory}
 * @param sentence what that means, beside its impact on people
 * @param button the words on the button that does it
 * @param isGrave whether it takes something away
 * @param hasForecast whether the API can say what it would do
 * @param back where the way back leads
 * @param after where it leads when it is done
 * @param done what now holds, as a sentence
 * @param people how many it concerns, as far as that is known without its forecast, or 0
 */
public record Proposal(
        Section section,
        String title,
        String sentence,
        String button,
        boolean isGrave,
        boolean hasForecast,
        Write write,
        String back,
        String after,
        String done,
        long people) {

    /** A change whose impact the API foretells, and that leads back to where it came from. */
    public static Proposal of(Section section, String title, String sentence, String button, Write write, String back) {
        return new Proposal(section, title, sentence, button, false, true, write, back, back, title + ": done.", 0);
    }

    /** It takes something away. */
    public Proposal grave() {
        return new Proposal(section, title, sentence, button, true, hasForecast, write, back, after, done, people);
    }

    /** The API cannot say what it would do, so the sentence does. */
    public Proposal withoutForecast() {
        return new Proposal(section, title, sentence, button, isGrave, false, write, back, after, done, people);
    }

    /** Leads somewhere else when it is done. */
    public Proposal then(String address) {
        return new Proposal(section, title, sentence, button, isGrave, hasForecast, write, back, address, done, people);
    }

    /** Says this when it is done. */
    public Proposal saying(String sentenceThen) {
        return new Proposal(
                section, title, sentence, button, isGrave, hasForecast, write, back, after, sentenceThen, people);
    }

    /** It concerns so many people, as one sees before its forecast. */
    public Proposal concerning(long number) {
        return new Proposal(section, title, sentence, button, isGrave, hasForecast, write, back, after, done, number);
    }
}
