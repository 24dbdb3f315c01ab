/** Every line that the tools of a run print, numbered and append-only. */
@NamedInterface("log")
@NullMarked
package dev.groundplan.run.log;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
