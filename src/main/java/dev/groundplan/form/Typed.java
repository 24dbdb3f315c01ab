package dev.groundplan.form;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What a browser sent, as a tree: {@code values/allowed/0/port} is a path in it. Names that begin
 * with $ are the form's own ({@code $key}, {@code $value}, {@code $present}, {@code $clear});
 * parameters can't collide with them, since their names are URL-encoded.
 */
final class Typed {
    static final String ROOT = "values";
    static final String PRESENT = "$present";
    static final String KEY = "$key";
    static final String VALUE = "$value";
    static final String CLEAR = "$clear";

    /** Marks an entry that an add button has just made. */
    static final String NEW = "new";

    private static final int MAX_SEGMENTS = 64;
    private static final Pattern INDEX = Pattern.compile("\\d{1,9}");

    private final List<String> texts = new ArrayList<>();
    private final Map<String, Typed> children = new LinkedHashMap<>();

    static Typed of(MultiValueMap<String, String> parameters) {
        var root = new Typed();
        parameters.forEach(
                (name, texts) -> {
                    var segments = name.split("/", -1);
                    if (segments[0].equals(ROOT) && segments.length <= MAX_SEGMENTS) {
                        root.at(segments).texts.addAll(texts.stream().map(Typed::unix).toList());
                    }
                });
        return root;
    }

    static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    @Nullable Typed child(String name) {
        return children.get(encode(name));
    }

    @Nullable Typed own(String name) {
        return children.get(name);
    }

    /** The first text; null when nothing was sent. */
    @Nullable String text() {
        return texts.isEmpty() ? null : texts.get(0);
    }

    List<String> texts() {
        return texts;
    }

    boolean isMarked(String mark) {
        var present = children.get(PRESENT);
        return present != null && present.texts.contains(mark);
    }

    /** The entries of a list or map in the order of their numbers, which may have gaps. */
    List<Typed> rows() {
        return children.entrySet().stream()
                .filter(entry -> INDEX.matcher(entry.getKey()).matches())
                .sorted(Comparator.comparingInt(entry -> Integer.parseInt(entry.getKey())))
                .map(Map.Entry::getValue)
                .toList();
    }

    private Typed at(String[] segments) {
        var node = this;
        for (int i = 1; i < segments.length; i++) {
            node = node.children.computeIfAbsent(segments[i], name -> new Typed());
        }
        return node;
    }

    /** Browsers send every line break as CR LF. */
    private static String unix(@Nullable String text) {
        return text == null ? "" : text.replace("\r\n", "\n");
    }
}
