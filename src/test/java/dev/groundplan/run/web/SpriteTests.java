package dev.groundplan.run.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.ChangeAction;
import dev.groundplan.page.Tone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** A name that is not in the sprite would show nothing, silently. */
class SpriteTests {

    private static final Pattern USED =
            Pattern.compile(
                    "icon\\('([\\w-]+)'\\)|#i-([a-z][\\w-]*)'|empty\\('([\\w-]+)'|item\\('[^']*', '([\\w-]+)'");

    @Test
    void hasEveryIconThatTemplatesAndWordsName() throws IOException {
        Set<String> names = names();
        for (Resource template :
                new PathMatchingResourcePatternResolver()
                        .getResources("classpath*:/templates/**/*.html")) {
            var used = USED.matcher(template.getContentAsString(StandardCharsets.UTF_8));
            while (used.find()) {
                for (int group = 1; group <= 4; group++) {
                    if (used.group(group) != null) {
                        assertThat(names).as(template.getDescription()).contains(used.group(group));
                    }
                }
            }
        }
        for (Tone tone : Tone.values()) {
            assertThat(names).contains(tone.icon());
        }
        for (ChangeAction action : ChangeAction.values()) {
            assertThat(names).contains(ActionView.of(action).icon());
        }
        for (RunView.Stage.State state : RunView.Stage.State.values()) {
            assertThat(names).contains(state.icon());
        }
    }

    private static Set<String> names() throws IOException {
        String sprite =
                new ClassPathResource("static/img/sprite.svg")
                        .getContentAsString(StandardCharsets.UTF_8);
        var symbol = Pattern.compile("<symbol id=\"i-([\\w-]+)\"").matcher(sprite);
        Set<String> names = new HashSet<>();
        while (symbol.find()) {
            names.add(symbol.group(1));
        }
        return names;
    }
}
