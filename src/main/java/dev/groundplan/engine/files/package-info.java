/** The engine inside the JVM: renders a folder of files into the environment's folder. */
@NullMarked
package dev.groundplan.engine.files;

import org.jspecify.annotations.NullMarked;
