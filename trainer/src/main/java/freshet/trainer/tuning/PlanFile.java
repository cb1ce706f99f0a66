package freshet.trainer.tuning;

import freshet.model.data.Session;
import freshet.model.session.ItemEvent;
import freshet.trainer.Preprocessing;
import freshet.trainer.TrainingData;
import freshet.trainer.TrainingPlan;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the trials of a search learn from and are measured on, as a file for other processes: item
 * ids, then the sessions to learn from and those to validate on, each as numbers of ids and times.
 */
public final class PlanFile {
    private static final int MAGIC = 0x46525031; // FRP1

    private PlanFile() {}

    /** Writes a plan. */
    public static void write(Path file, TrainingPlan plan) throws IOException {
        List<Session> learned = sessions(plan.data());
        Map<String, Integer> ids = new LinkedHashMap<>();
        for (List<Session> sessions : List.of(learned, plan.validation())) {
            sessions.forEach(session -> session.events().forEach(event -> ids.putIfAbsent(event.itemId(), ids.size())));
        }
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(MAGIC);
            out.writeUTF(plan.data().hash());
            out.writeUTF(plan.validationHash());
            out.writeInt(ids.size());
            for (String id : ids.keySet()) {
                byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
            write(learned, ids, out);
            write(plan.validation(), ids, out);
        }
    }

    /**
     * Reads a plan, whose hashes are those of the one that was written.
     *
     * @throws IOException if it cannot be read, or is none
     */
    public static TrainingPlan read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readInt() != MAGIC) {
                throw new IOException(file + " is no plan of a search of this version");
            }
            String dataHash = in.readUTF();
            String validationHash = in.readUTF();
            String[] ids = new String[in.readInt()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            }
            TrainingPlan plan = TrainingPlan.of(TrainingData.of(sessions(ids, in), Preprocessing.KEEP_ALL));
            List<Session> validation = sessions(ids, in);
            TrainingPlan whole = validation.isEmpty() ? plan : plan.validatedOn(validation);
            if (!dataHash.equals(whole.data().hash()) || !validationHash.equals(whole.validationHash())) {
                throw new IOException(file + " is damaged: its sessions are not those that were written");
            }
            return whole;
        }
    }

    private static List<Session> sessions(TrainingData data) {
        List<Session> sessions = new ArrayList<>(data.sessions());
        for (int session = 0; session < data.sessions(); session++) {
            List<ItemEvent> events = new ArrayList<>();
            for (int i = data.sessionOffsets().get(session);
                    i < data.sessionOffsets().get(session + 1);
                    i++) {
                events.add(ItemEvent.view(
                        data.vocabulary().item(data.items().get(i)),
                        data.times().get(i)));
            }
            sessions.add(new Session("", events));
        }
        return sessions;
    }

    private static void write(List<Session> sessions, Map<String, Integer> ids, DataOutputStream out)
            throws IOException {
        out.writeInt(sessions.size());
        for (Session session : sessions) {
            out.writeInt(session.events().size());
            for (ItemEvent event : session.events()) {
                out.writeInt(ids.get(event.itemId()));
                out.writeLong(event.timeMillis());
            }
        }
    }

    private static List<Session> sessions(String[] ids, DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Session> sessions = new ArrayList<>();
        for (int session = 0; session < count; session++) {
            int length = in.readInt();
            List<ItemEvent> events = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                events.add(ItemEvent.view(ids[in.readInt()], in.readLong()));
            }
            sessions.add(new Session("", events));
        }
        return sessions;
    }
}
