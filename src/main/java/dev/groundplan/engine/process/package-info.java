/** The only place that starts a process: launcher, sandbox, output, cancel. */
@NamedInterface("process")
@NullMarked
package dev.groundplan.engine.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
