package dev.rollcall.server.docs;

import dev.rollcall.core.model.word.AuditAction;
import dev.rollcall.core.model.word.AuditAction.By;
import dev.rollcall.core.model.word.HoldReason;
import dev.rollcall.core.model.word.LedgerCause;
import dev.rollcall.testkit.golden.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The last section of these pages is written from the words; the rest of them is left as it is. */
class WordsPageTest {

    private static final String ACTIONS = "## Every action\n";
    private static final String WORDS = "## The words of holds and of the ledger\n";

    @Test
    void thePageOfTheAuditHasEveryAction() throws IOException {
        verify(
                "audit.md",
                ACTIONS
                        + "\nBy the identity provider of a directory:\n"
                        + actions(By.DIRECTORY)
                        + "\nBy a command about rules and members, of an administrator or of Rollcall itself:\n"
                        + actions(By.RULES)
                        + "\nBy an administrator who changes settings other than rules, or who may sign in:\n"
                        + actions(By.SETTINGS));
    }

    @Test
    void thePageOfMembersHasEveryReasonOfAHoldAndEveryCauseOfTheLedger() throws IOException {
        verify(
                "members.md",
                WORDS
                        + "\nA hold has a `reason`: why the change would happen that it keeps from happening.\n"
                        + table("reason", HoldReason.all().stream().map(reason -> row(reason.word(), reason.meaning())))
                        + "\nAn entry of the ledger has a `cause`: the type of the event that took or freed the seat.\n"
                        + table(
                                "cause",
                                Stream.of(LedgerCause.values()).map(cause -> row(cause.word(), cause.meaning()))));
    }

    private static String actions(By by) {
        return table(
                "action",
                Stream.of(AuditAction.values())
                        .filter(action -> action.by() == by)
                        .map(action -> row(action.word(), action.meaning())));
    }

    private static String table(String name, Stream<String> rows) {
        return "\n| `" + name + "` | |\n| --- | --- |\n" + rows.collect(Collectors.joining());
    }

    private static String row(String word, String meaning) {
        return "| `" + word + "` | " + meaning + " |\n";
    }

    private static void verify(String name, String section) throws IOException {
        Path page = Path.of("..", "..", "docs", name);
        String all = Files.readString(page);
        String heading = section.substring(0, section.indexOf('\n') + 1);
        int at = all.indexOf(heading);
        String before = at < 0 ? all + "\n" : all.substring(0, at);
        GoldenFile.verify(page, before + section);
    }
}
