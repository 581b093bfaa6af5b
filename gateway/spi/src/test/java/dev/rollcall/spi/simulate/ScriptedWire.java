package dev.rollcall.spi.simulate;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Answers in a fixed order and remembers what was sent. For one thread. */
final class ScriptedWire implements IdpTransport {

    final List<Request> sent = new ArrayList<>();
    final List<String> unexpected = new ArrayList<>();
    private final Deque<Supplier<Answer>> answers = new ArrayDeque<>();

    ScriptedWire answers(int status, String body) {
        return answers(status, Map.of(), body);
    }

    ScriptedWire answers(int status, Map<String, List<String>> headers, String body) {
        answers.add(() -> new Answer(status, headers, body));
        return this;
    }

    ScriptedWire staysSilent() {
        answers.add(() -> {
            throw new WireException("no answer", new IOException("reset"));
        });
        return this;
    }

    @Override
    public Answer send(Request request) {
        sent.add(request);
        return answers.remove().get();
    }

    @Override
    public void unexpected(Request request, Answer answer, String why) {
        unexpected.add(why);
    }
}
