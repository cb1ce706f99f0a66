package freshet.cli.learn;

import freshet.cli.gate.Gate;
import freshet.cli.gate.GateVerdict;
import java.nio.file.Path;
import java.util.Optional;

/** The third step: a candidate that is worse than the champion goes no further. */
record Gating(Loop loop) {

    Run take(Run run) {
        Optional<GateSettings> gate = loop.settings().gate();
        if (gate.isEmpty()) {
            loop.say("no gate is wanted");
            return run.passed();
        }
        Optional<Path> champion = run.champion().map(known -> loop.work().champion());
        GateVerdict verdict = new Gate(
                        gate.get().rules(), loop.settings().capture().rules())
                .judge(loop.work().candidate(), champion, loop.set(run).unseen(), loop::requireWanted);
        if (verdict.passed()) {
            loop.say("the gate lets the candidate through: " + verdict.words());
            return run.passed();
        }
        return run.done(0, "the gate refuses the candidate: " + verdict.words() + "; nothing is announced");
    }
}
