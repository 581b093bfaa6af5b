package dev.rollcall.scim.patch;

import dev.rollcall.scim.Json;
import dev.rollcall.scim.Mode;
import dev.rollcall.scim.patch.PatchOperation.Unmatched;
import java.util.Locale;

/** Patches for tests: {@code op path = value}, several of them on lines of their own. */
final class Patches {

    private Patches() {}

    static PatchRequest of(String lines) {
        return of(lines, Unmatched.FAIL);
    }

    static PatchRequest of(String lines, Unmatched unmatched) {
        return new PatchRequest(
                lines.lines().map(line -> operation(line, unmatched)).toList());
    }

    static PatchRequest parse(String operations) {
        return PatchReader.read(Json.value("{'Operations':" + operations + "}"), Mode.TOLERANT)
                .request();
    }

    private static PatchOperation operation(String line, Unmatched unmatched) {
        String[] opAndRest = line.strip().split(" ", 2);
        String[] pathAndValue = opAndRest[1].split(" ?= ", 2);
        return new PatchOperation(
                PatchOp.valueOf(opAndRest[0].toUpperCase(Locale.ROOT)),
                pathAndValue[0].isEmpty() ? null : PatchPath.parse(pathAndValue[0].replace('\'', '"')),
                pathAndValue.length == 1 ? null : Json.value(pathAndValue[1]),
                unmatched);
    }
}
