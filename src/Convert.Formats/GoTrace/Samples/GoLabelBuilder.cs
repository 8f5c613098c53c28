using System.Runtime.InteropServices;

namespace Refold.Formats.GoTrace;

/// <summary>Builds the labels of samples, with the requested keys only.</summary>
/// <remarks>
/// The labels of a sample are built by a chain of calls, <see cref="End"/> last:
/// <code>
/// labels.Begin(goroutine).AddPlace(processor, thread).Add(labels.State, running).End()
///
/// goroutine 7 · entry main.worker · p 1 · tid 4242 · state running · task request · region parse
/// </code>
/// </remarks>
internal sealed class GoLabelBuilder
{
    private readonly ProfileBuilder _builder;
    private readonly List<Label> _labels = [];
    private readonly StringId _goroutine;
    private readonly StringId _entry;
    private readonly StringId _processor;
    private readonly StringId _thread;
    private readonly StringId _task;
    private readonly StringId _region;
    private GoAnnotations? _annotations;

    /// <summary>Creates a builder for one profile.</summary>
    public GoLabelBuilder(ProfileBuilder builder, ReadRequest request)
    {
        _builder = builder;
        _goroutine = AddKey("goroutine");
        _entry = AddKey("entry");
        _processor = AddKey("p");
        _thread = AddKey(WellKnownLabels.ThreadId);
        _task = AddKey("task");
        _region = AddKey("region");
        Reason = AddKey("reason");
        State = AddKey("state");
        After = AddKey("after");
        Created = AddKey("created");
        return;

        StringId AddKey(string key)
        {
            bool isRequested = request.Has(ProfileFacts.Labels) && request.LabelKeys?.Contains(key) != false;
            builder.MarkDiscarded(isRequested ? ProfileFacts.None : ProfileFacts.Labels);
            return isRequested ? builder.AddString(key) : default;
        }
    }

    /// <summary>Key: the reason why a goroutine waits, or why the world is stopped.</summary>
    public StringId Reason { get; }

    /// <summary>Key: the state of a goroutine.</summary>
    public StringId State { get; }

    /// <summary>Key: the event after which a goroutine waits for a processor.</summary>
    public StringId After { get; }

    /// <summary>Key: the entry function of a created goroutine.</summary>
    public StringId Created { get; }

    /// <summary>
    /// Gets the labels of a goroutine, with one more text unless the key or the text is empty. Consecutive samples of a
    /// goroutine mostly have equal labels, so the last ones are reused.
    /// </summary>
    public LabelSetId GetOrAdd(Goroutine goroutine, StringId key = default, StringId text = default)
    {
        GoAnnotations? annotations = goroutine.Annotations;
        var contents = new GoLabelKey(
            key, text, goroutine.EntryName, annotations?.Task ?? default, annotations?.Region ?? default);
        if (goroutine.Labels is { } known && known.Key == contents)
        {
            return known.Set;
        }

        LabelSetId set = Begin(goroutine).Add(key, text).End();
        goroutine.Labels = (contents, set);
        return set;
    }

    /// <summary>Begins the labels of a sample with the goroutine's id and entry function.</summary>
    public GoLabelBuilder Begin(Goroutine? goroutine, ulong id, StringId entry)
    {
        _labels.Clear();
        if (_goroutine != default)
        {
            _labels.Add(Label.OfNumber(_goroutine, (long)id));
        }

        _annotations = goroutine?.Annotations;
        return Add(_entry, entry);
    }

    /// <summary>Begins the labels of a sample with the goroutine's id and entry function.</summary>
    public GoLabelBuilder Begin(Goroutine goroutine) => Begin(goroutine, goroutine.Id, goroutine.EntryName);

    /// <summary>Adds the processor and the thread, if known.</summary>
    public GoLabelBuilder AddPlace(long processor, ulong thread)
    {
        if (_processor != default && processor >= 0)
        {
            _labels.Add(Label.OfNumber(_processor, processor));
        }

        if (_thread != default && thread != GoTransition.NoThread)
        {
            _labels.Add(Label.OfNumber(_thread, (long)thread));
        }

        return this;
    }

    /// <summary>Adds a text label, unless its key was not requested or the text is empty.</summary>
    public GoLabelBuilder Add(StringId key, StringId text)
    {
        if (key != default && text != default)
        {
            _labels.Add(Label.OfText(key, text));
        }

        return this;
    }

    /// <summary>Adds task and region and returns the finished labels.</summary>
    public LabelSetId End()
    {
        if (_annotations is { } annotations)
        {
            Add(_task, annotations.Task);
            Add(_region, annotations.Region);
        }

        return _labels.Count == 0 ? default : _builder.AddLabels(CollectionsMarshal.AsSpan(_labels));
    }
}

/// <summary>The contents of a goroutine's labels, besides its id.</summary>
/// <param name="Key">The key of the additional text; none if there is no such text.</param>
/// <param name="Text">The additional text.</param>
/// <param name="Entry">The function that the goroutine started with.</param>
/// <param name="Task">The task.</param>
/// <param name="Region">The innermost region.</param>
internal readonly record struct GoLabelKey(
    StringId Key, StringId Text, StringId Entry, StringId Task, StringId Region);
