package dev.rollcall.testkit.setup;

import dev.rollcall.spi.setup.Milestone;
import dev.rollcall.spi.setup.SetupGuide;
import dev.rollcall.spi.setup.SetupGuide.Copy;
import dev.rollcall.spi.setup.SetupGuide.Pitfall;
import dev.rollcall.spi.setup.SetupGuide.Step;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The page of a set-up guide, for those who read it without a gateway. */
public final class GuidePage {

    private GuidePage() {}

    /**
     * Writes the page.
     *
     * @param provider the name an administrator knows
     * @param page name of the page that says what the provider sends, beside the folder of the guides
     */
    public static String of(String provider, String page, SetupGuide guide) {
        List<Step> steps = guide.steps();
        return "# Connect " + provider + "\n\n" + guide.introduction()
                + " The same steps are served for each directory at `GET .../directories/DIRECTORY/setup`, with its own URL and"
                + " groups filled in and each step ticked off when the gateway has seen it.\n\n"
                + IntStream.range(0, steps.size())
                        .mapToObj(i -> step(i + 1, steps.get(i)))
                        .collect(Collectors.joining("\n"))
                + "\n## Defaults to change\n\n| default | what it does | instead |\n| --- | --- | --- |\n"
                + guide.pitfalls().stream().map(GuidePage::row).collect(Collectors.joining())
                + guide.notes().stream().map(note -> "\n" + note + "\n").collect(Collectors.joining())
                + "\nWhat " + provider + " sends and what becomes of it is listed in [" + page + "](../" + page
                + ").\n\n"
                + "This page is written by `GuidePagesTest` from the guide in the adapter: change that, not this.\n";
    }

    private static String step(int number, Step step) {
        return number + ". **" + step.title() + ".**" + seen(step.doneWhen()) + "\n"
                + step.instructions().stream()
                        .map(text -> "   - " + text + "\n")
                        .collect(Collectors.joining())
                + step.copies().stream().map(GuidePage::block).collect(Collectors.joining());
    }

    private static String seen(@Nullable Milestone milestone) {
        return milestone == null ? "" : " *Ticked off by `" + milestone.word() + "`.*";
    }

    private static String block(Copy copy) {
        return "\n   " + copy.label() + ":\n\n   ```\n"
                + copy.text().lines().map(line -> "   " + line + "\n").collect(Collectors.joining())
                + "   ```\n";
    }

    private static String row(Pitfall pitfall) {
        return "| " + pitfall.setting() + " | " + pitfall.harm() + " | " + pitfall.instead() + " |\n";
    }
}
